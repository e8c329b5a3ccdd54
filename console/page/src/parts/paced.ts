/** `run` at most once in `ms`: at once, and after a burst once more. */
export function paced(run: () => void, ms: number): () => void {
  let wanted = false;
  let waiting = false;
  const next = () => {
    waiting = wanted;
    if (!wanted) return;
    wanted = false;
    run();
    setTimeout(next, ms);
  };
  return () => {
    wanted = true;
    if (waiting) return;
    next();
  };
}
