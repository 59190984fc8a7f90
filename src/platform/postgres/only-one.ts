import { existsSync, rmSync } from 'node:fs';
import { createServer, connect as dial, type Server } from 'node:net';
import { join } from 'node:path';
import { CannotStart } from './cannot-start.ts';
import type { Place } from './place.ts';

/**
 * One program to one data folder. The lock is a listening socket, because the system frees it even after kill -9.
 * On Linux it has no file at all; elsewhere a file that nobody answers on is taken over.
 */
export const holdAlone = async (place: Place): Promise<{ release(): void }> => {
  const address = process.platform === 'linux' ? `\0${place.cluster}` : join(place.home, 'program.sock');
  const server = await listening(address);
  if (server) return { release: () => server.close() };
  const holder = await whoHolds(address);
  if (holder === undefined && address.startsWith('/') && existsSync(address)) {
    rmSync(address);
    const again = await listening(address);
    if (again) return { release: () => again.close() };
  }
  throw new CannotStart(
    `Ninefold already runs on the data in ${place.folder}${holder ? ` (process ${holder})` : ''}. Stop that one first, or give this one a folder of its own with DATA_FOLDER and a port with PORT.`,
  );
};

const listening = (address: string): Promise<Server | undefined> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.on('error', () => undefined).end(String(process.pid)));
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(address, () => resolve(server.unref()));
  });

const whoHolds = (address: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    let said = '';
    const socket = dial(address)
      .setEncoding('utf8')
      .setTimeout(2000, () => socket.destroy());
    socket.on('data', (text) => {
      said += text;
    });
    socket.on('error', () => resolve(undefined));
    socket.on('close', () => resolve(said || undefined));
  });
