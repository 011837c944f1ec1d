const FOR_MS = 180_000;
const OFTEN_UNTIL_MS = 30_000;

/** Looks for three minutes whether the mail of a sign-up came back. Returns what ends it. */
export function watchForBounce(look: () => Promise<boolean>, cameBack: () => void): () => void {
  const began = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  const wait = () => {
    const passed = Date.now() - began;
    if (!isOver && passed < FOR_MS)
      timer = setTimeout(() => void again(), passed < OFTEN_UNTIL_MS ? 3000 : 10_000);
  };
  const again = async () => {
    const isBack = await look();
    if (isBack && !isOver) cameBack();
    else wait();
  };
  wait();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
