// Reads pairs of versions, a tab between, and says -1, 0 or 1 for each as npm's own `semver` orders them, or `none`.
const path = require('path');
const fs = require('fs');
const { execFileSync } = require('child_process');

const root = execFileSync('npm', ['root', '-g'], { encoding: 'utf8' }).trim();
const semver = require(path.join(root, 'npm', 'node_modules', 'semver'));
const lines = fs.readFileSync(0, 'utf8').split('\n');
lines.pop();
const told = lines.map((line) => {
  const [a, b] = line.split('\t').map((text) => semver.parse(text, { loose: true }));
  return a === null || b === null ? 'none' : String(semver.compare(a, b, { loose: true }));
});
process.stdout.write(told.join('\n') + '\n');
