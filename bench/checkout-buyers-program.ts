// Buyers in a process of their own, so that they do not take the server's turn.
import { buyChair, type Chair } from './checkout-buyer.ts';
import { optionsOfProgram, serveParent } from './program.ts';
import { type Rush, rush } from './rush.ts';

const { port, chairs } = optionsOfProgram<{ port: number; chairs: readonly Chair[] }>();
serveParent(port, async () => undefined, {
  rush: (wish: Rush) =>
    rush(wish, (number) => buyChair({ port, chair: chairs[number % chairs.length] as Chair })),
});
