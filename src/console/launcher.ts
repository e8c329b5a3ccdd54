import { spawn } from 'node:child_process';

// Run by launchConsole: starts the program that it is given as a session of its own, and ends without it.
spawn(process.execPath, process.argv.slice(2), { stdio: 'ignore', detached: true }).unref();
