@echo off
rem Finds a JDK 25. To be called by other scripts, after their setlocal; starts no JVM.
rem Sets JDK to its home, or prints one line and fails.
set "JDK="
if not defined RUNNER_JAVA_HOME goto search
call :try "%RUNNER_JAVA_HOME%"
if defined JDK exit /b 0
>&2 echo RUNNER_JAVA_HOME is "%RUNNER_JAVA_HOME%", which is no JDK 25: point it at one, or unset it
exit /b 1

:search
if defined JAVA_HOME call :try "%JAVA_HOME%"
if defined JDK exit /b 0
for /d %%D in (
  "%ProgramFiles%\Eclipse Adoptium\*"
  "%ProgramFiles%\Java\*"
  "%ProgramFiles%\Microsoft\jdk*"
  "%ProgramFiles%\Amazon Corretto\*"
  "%ProgramFiles%\BellSoft\*"
  "%ProgramFiles%\Zulu\*"
  "%LOCALAPPDATA%\Programs\Eclipse Adoptium\*"
  "%USERPROFILE%\.jdks\*"
  "%USERPROFILE%\.m2\jdks\*"
) do call :try "%%~D"
if defined JDK exit /b 0
for /f "delims=" %%J in ('where java 2^>nul') do call :try "%%~dpJ.."
if defined JDK exit /b 0
>&2 echo no JDK 25 found: install one (for example Eclipse Temurin 25) or set RUNNER_JAVA_HOME to its folder
exit /b 1

rem Takes the folder %1 if it is the home of a JDK 25 and none was taken before.
:try
if defined JDK exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
findstr /r /c:"^JAVA_VERSION=.25[^0-9]" "%~1\release" >nul 2>nul
if errorlevel 1 exit /b 0
set "JDK=%~1"
exit /b 0
