@echo off
rem Starts runner. In a source tree it builds first what is missing or older than its sources; in the
rem distribution it just runs.
rem
rem   RUNNER_JAVA_HOME, JAVA_HOME   where a JDK 25 may be, if it is not in a usual place
rem   RUNNER_OPTS                   further options for the JVM; they come last and so win
setlocal EnableExtensions DisableDelayedExpansion

set "BIN=%~dp0"
call "%BIN%find-jdk.cmd"
if errorlevel 1 exit /b 255

set "LIB=%BIN%..\lib"
if exist "%LIB%\" goto run

set "ROOT=%BIN%..\.."
set "LIB=%BIN%..\target\lib"
set "BUILT=%BIN%..\target\built"
if not exist "%BUILT%" goto build
powershell -NoProfile -NonInteractive -Command "$built = (Get-Item -LiteralPath $env:BUILT).LastWriteTimeUtc; $sources = 'pom.xml', 'js-api\pom.xml', 'runner\pom.xml', 'js-api\src\main', 'runner\src\main' | ForEach-Object { Join-Path $env:ROOT $_ }; if (Get-ChildItem -LiteralPath $sources -Recurse -File | Where-Object { $_.LastWriteTimeUtc -gt $built } | Select-Object -First 1) { exit 1 }"
if not errorlevel 1 goto run

:build
>&2 echo runner: building; this happens once, and again when the sources change
rem Its output is ours to show only if it fails.
set "LOG=%TEMP%\runner-build-%RANDOM%%RANDOM%.log"
call "%ROOT%\mvnw.cmd" -q -B -f "%ROOT%\pom.xml" -Dmaven.test.skip=true -Dassembly.skipAssembly=true package >"%LOG%" 2>&1
if errorlevel 1 goto failed
del "%LOG%"
type nul >"%BUILT%"
goto run

:failed
>&2 type "%LOG%"
del "%LOG%"
>&2 echo runner: the build failed; its messages are above
exit /b 255

:run
rem The same options as in the script for POSIX shells, and for the same reasons.
set "GC=-XX:+UseSerialGC"
set RUNNER_OPTS 2>nul | findstr /r /c:"-XX:+Use[A-Za-z0-9]*GC" >nul
if not errorlevel 1 set "GC="
for %%M in ("%LIB%\runner-*.jar") do set "MAIN=%%~fM"
"%JDK%\bin\java.exe" "@%BIN%jvm.options" %GC% %RUNNER_OPTS% -cp "%MAIN%" dev.runner.cli.Main %*
exit /b %errorlevel%
