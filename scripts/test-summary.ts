// A reporter for node:test that says, in one line of JSON a file, how many tests ran in it; read by scripts/test.ts.
type Event = {
  readonly type: string;
  readonly data: {
    readonly file?: string;
    readonly name?: string;
    readonly skip?: boolean | string;
    readonly counts?: {
      readonly tests: number;
      readonly passed: number;
      readonly failed: number;
      readonly cancelled: number;
      readonly skipped: number;
    };
  };
};

// biome-ignore lint/style/noDefaultExport: node:test loads a reporter by its default export
export default async function* testSummary(events: AsyncIterable<Event>): AsyncGenerator<string> {
  for await (const { type, data } of events) {
    if (type === 'test:summary' && data.counts)
      yield `${JSON.stringify({ file: data.file ?? null, ...data.counts })}\n`;
    if (type === 'test:pass' && data.skip)
      yield `${JSON.stringify({ skipped: data.name, because: String(data.skip) })}\n`;
  }
}
