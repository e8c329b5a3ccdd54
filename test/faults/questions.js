/**
 * Makes this process a helper: each message `{ id, ask, of }` of its parent is answered by `answers[ask](of)`. It ends
 * when its parent is gone, whatever it is doing.
 */
export function answerQuestions(answers) {
  process.on('message', ({ id, ask, of }) => void reply(id, () => answers[ask](of)));
  process.on('disconnect', () => process.exit(0));
}

async function reply(id, work) {
  try {
    process.send({ id, result: (await work()) ?? null });
  } catch (error) {
    process.send({ id, failure: error instanceof Error ? error.stack : String(error) });
  }
}
