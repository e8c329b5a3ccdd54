/** Another page at the console's live events: what it was told of is not told again to a page that opens later. */
export class OtherPage {
  private constructor(
    private readonly reader: AsyncIterator<string>,
    private readonly leaving: AbortController,
  ) {}

  static async at(url: string): Promise<OtherPage> {
    const leaving = new AbortController();
    const answer = await fetch(`${url}/api/live`, { signal: leaving.signal });
    const text = answer.body!.pipeThrough(new TextDecoderStream());
    return new OtherPage((text as unknown as AsyncIterable<string>)[Symbol.asyncIterator](), leaving);
  }

  async hears(words: string): Promise<void> {
    for (let heard = ''; !heard.includes(words);) {
      const { value, done } = await this.reader.next();
      if (done) throw new Error(`the stream ended without ${words}`);
      heard += value;
    }
  }

  leave(): void {
    this.leaving.abort();
  }
}
