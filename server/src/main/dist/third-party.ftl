<#-- One line for each bundled part: name, version, licence, home page. -->
<#list dependencyMap as entry>
<#assign project = entry.getKey()/>
${project.name} (${project.groupId}:${project.artifactId}:${project.version})
    licence    ${entry.getValue()?join(" or ")}
    home page  ${(project.url)!"none given"}

</#list>
