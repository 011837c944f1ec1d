/** Whether Intl knows a zone of this name, old names included (TIM-02). The name is kept as it was given. */
export function isTimeZone(name: string): boolean {
  // Offsets such as +02:00 are accepted by Intl but are no zones.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
