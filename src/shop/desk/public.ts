export { type SeatInGroup, seatById } from './store.ts';
