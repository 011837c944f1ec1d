/** Milliseconds of processor time that this process spends on `work`: a machine that is busy with something else does not count. */
export async function processorMsOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
