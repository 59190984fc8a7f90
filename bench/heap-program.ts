// Loaded before the program whose memory is watched: collects and says what is left when its parent asks.
process.on('message', () => {
  globalThis.gc?.();
  process.send?.(process.memoryUsage().heapUsed);
});
// Nobody is left to end it: it ends as on a signal.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
