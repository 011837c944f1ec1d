// npm leaves optional packages out of package-lock.json when the registry at hand does not hold them, and then refuses
// the file in "npm ci". This adds what is missing: run it after "npm install NAME". Prints the number of added entries.
import fs from 'node:fs';

const lock = JSON.parse(fs.readFileSync('package-lock.json', 'utf8'));
const packages = lock.packages;
let added = 0;

for (const [place, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (packages[`${place}/node_modules/${name}`] || packages[`node_modules/${name}`]) continue;
    if (!/^\d+\.\d+\.\d+[\w.-]*$/.test(version)) throw new Error(`${name}: ${version} is not one version`);
    packages[`node_modules/${name}`] = { version, ...platformOf(name), ...(dev && { dev }), optional: true };
    added += 1;
  }
}

lock.packages = Object.fromEntries(
  Object.entries(packages).sort(([one], [other]) => one.localeCompare(other, 'en')),
);
if (added > 0) fs.writeFileSync('package-lock.json', `${JSON.stringify(lock, undefined, 2)}\n`);
console.log(`${added} added`);

/** What the end of a platform package's name says: `binding-linux-x64-musl`. */
function platformOf(name) {
  const [, os, cpu, libc] = /(\w+)-(x64|arm64|arm|ia32|ppc64|s390x|riscv64)(?:-(\w+))?$/.exec(name) ?? [];
  if (!os) throw new Error(`${name} names no platform`);
  const isMusl = libc?.startsWith('musl');
  return { cpu: [cpu], ...(os === 'linux' && { libc: [isMusl ? 'musl' : 'glibc'] }), os: [os] };
}
