@echo off
rem Runs Maven, on a JDK 25: the pinned one if an earlier call has downloaded it, else a suitable mvn on
rem the PATH, else the pinned one, downloaded and verified as .mvn\wrapper\maven-wrapper.properties says.
rem
rem   MVNW_REPOURL   a Maven repository to download from instead
setlocal EnableExtensions DisableDelayedExpansion

set "ROOT=%~dp0"
call "%ROOT%runner\bin\find-jdk.cmd"
if errorlevel 1 exit /b 1
set "JAVA_HOME=%JDK%"
rem Maven's own libraries use what newer JVMs warn of.
set "MAVEN_OPTS=--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow %MAVEN_OPTS%"

set "URL="
set "SHA512="
for /f "usebackq eol=# tokens=1,* delims==" %%A in ("%ROOT%.mvn\wrapper\maven-wrapper.properties") do (
  if "%%A"=="distributionUrl" set "URL=%%B"
  if "%%A"=="distributionSha512Sum" set "SHA512=%%B"
)
for %%F in ("%URL%") do set "FILE=%%~nxF"
set "NAME=%FILE:-bin.tar.gz=%"
set "VERSION=%NAME:apache-maven-=%"
if not defined MAVEN_USER_HOME set "MAVEN_USER_HOME=%USERPROFILE%\.m2"
set "DISTS=%MAVEN_USER_HOME%\wrapper\dists\%NAME%"
set "HOME_DIR=%DISTS%\runner"
if exist "%HOME_DIR%\bin\mvn.cmd" goto pinned

where mvn >nul 2>nul
if errorlevel 1 goto download
set "FOUND="
for /f "tokens=3" %%V in ('mvn --version 2^>nul ^| findstr /b /c:"Apache Maven"') do set "FOUND=%%V"
if not defined FOUND goto download
set "MINOR=0"
set "PATCH=0"
for /f "tokens=1-3 delims=.-" %%A in ("%FOUND%") do (
  set "MAJOR=%%A"
  if not "%%B"=="" set "MINOR=%%B"
  if not "%%C"=="" set "PATCH=%%C"
)
set /a "NUMBER=MAJOR*10000+MINOR*100+PATCH"
rem At least 3.8.6.
if %NUMBER% LSS 30806 goto download
call mvn %*
exit /b %errorlevel%

:download
if defined MVNW_REPOURL set "URL=%MVNW_REPOURL%/org/apache/maven/apache-maven/%VERSION%/%FILE%"
set "WORK=%DISTS%\download.%RANDOM%%RANDOM%"
mkdir "%WORK%"
if errorlevel 1 exit /b 1
>&2 echo mvnw: downloading Maven %VERSION% from %URL%
curl -fsSL -o "%WORK%\%FILE%" "%URL%"
if errorlevel 1 goto unreachable
set "ACTUAL="
for /f "skip=1 delims=" %%H in ('certutil -hashfile "%WORK%\%FILE%" SHA512') do if not defined ACTUAL set "ACTUAL=%%H"
set "ACTUAL=%ACTUAL: =%"
if /i not "%ACTUAL%"=="%SHA512%" goto different
tar -xzf "%WORK%\%FILE%" -C "%WORK%"
if errorlevel 1 goto broken
move "%WORK%\%NAME%" "%HOME_DIR%" >nul 2>nul
rmdir /s /q "%WORK%"
if not exist "%HOME_DIR%\bin\mvn.cmd" exit /b 1

:pinned
call "%HOME_DIR%\bin\mvn.cmd" %*
exit /b %errorlevel%

:unreachable
>&2 echo mvnw: %URL% cannot be downloaded: install Maven 3.8.6 or newer, or set MVNW_REPOURL to a Maven repository
goto broken

:different
>&2 echo mvnw: %URL% is not the file that .mvn\wrapper\maven-wrapper.properties expects (SHA-512 differs)

:broken
rmdir /s /q "%WORK%"
exit /b 1
