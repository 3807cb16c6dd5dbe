@echo off
rem Starts ChatMan on Java 17 or newer.
setlocal EnableExtensions DisableDelayedExpansion

for %%I in ("%~dp0..") do set "CHATMAN_HOME=%%~fI"
set "CHATMAN_JAR=%CHATMAN_HOME%\lib\chatman-@project.version@.jar"
set "JAVA_EXE="
set "FOUND_1="
set "FOUND_2="

for %%R in ("%CHATMAN_HOME%\..\jre" "%CHATMAN_HOME%\..\runtime" "%CHATMAN_HOME%\jre" "%CHATMAN_HOME%\runtime") do (
  if not defined JAVA_EXE if exist "%%~fR\bin\java.exe" call :try "%%~fR\bin\java.exe" FOUND_1
)
if not defined JAVA_EXE if defined JAVA_HOME call :try "%JAVA_HOME%\bin\java.exe" FOUND_1
if not defined JAVA_EXE for %%I in (java.exe) do if not "%%~$PATH:I"=="" call :try "%%~$PATH:I" FOUND_2
if defined JAVA_EXE goto run

>&2 echo chatman: ChatMan needs Java 17 or newer and found none.
if defined FOUND_1 >&2 echo   "%FOUND_1%"
if defined FOUND_2 >&2 echo   "%FOUND_2%"
>&2 echo Get one from https://adoptium.net, then put it on the PATH or set JAVA_HOME to its directory.
exit /b 1

:run
if not exist "%CHATMAN_JAR%" (
  >&2 echo chatman: "%CHATMAN_JAR%" is missing. Install ChatMan again, or build it with: mvn package
  exit /b 1
)
rem The console shows UTF-8 only in code page 65001; a server's streams are pipes and need nothing.
if /i "%~1"=="lsp" goto start
for /f "tokens=2 delims=:." %%C in ('chcp 2^>nul') do set "CODE_PAGE=%%C"
if defined CODE_PAGE >nul 2>nul chcp 65001

:start
"%JAVA_EXE%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData ^
 -Xms16m -Xmn8m -Xmx256m -XX:ReservedCodeCacheSize=32m ^
 -Xlog:disable -Xlog:all=warning:stderr ^
 -Dfile.encoding=UTF-8 -Djdk.httpclient.keepalive.timeout=20 ^
 "-Dchatman.home=%CHATMAN_HOME%" -Dchatman.tty=console -Djdk.console=java.base %CHATMAN_JAVA_OPTS% -jar "%CHATMAN_JAR%" %*
set "CHATMAN_EXIT=%ERRORLEVEL%"
if defined CODE_PAGE >nul 2>nul chcp %CODE_PAGE%
exit /b %CHATMAN_EXIT%

rem Tries the java %1; sets JAVA_EXE when it is new enough, else tells in the variable %2 what was found.
:try
if not exist "%~1" (
  set "%~2=%~1 does not exist"
  exit /b 1
)
set "VERSION="
if exist "%~dp1..\release" (
  for /f "usebackq tokens=1,2 delims==" %%A in ("%~dp1..\release") do if "%%A"=="JAVA_VERSION" set "VERSION=%%~B"
)
if not defined VERSION (
  for /f "tokens=3" %%V in ('""%~1" -version 2^>^&1 ^| findstr /c:" version ""') do set "VERSION=%%~V"
)
if not defined VERSION (
  set "%~2=%~1 is no working Java"
  exit /b 1
)
for /f "tokens=1,2 delims=.-+" %%M in ("%VERSION%") do if "%%M"=="1" (set "MAJOR=%%N") else (set "MAJOR=%%M")
if %MAJOR% GEQ 17 (
  set "JAVA_EXE=%~1"
  exit /b 0
)
set "%~2=%~1 is Java %VERSION%"
exit /b 1
