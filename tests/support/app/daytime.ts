/** Zones a few hours apart, whose clocks never change. */
const ZONES = {
  'Pacific/Honolulu': -10,
  'America/Phoenix': -7,
  'America/Panama': -5,
  'America/Sao_Paulo': -3,
  'Africa/Abidjan': 0,
  'Africa/Nairobi': 3,
  'Asia/Karachi': 5,
  'Asia/Bangkok': 7,
  'Asia/Tokyo': 9,
  'Pacific/Wallis': 12,
};

/** Where it is between nine in the morning and three in the afternoon: what is about to happen there happens today. */
export function daytimeZone(): string {
  const hour = new Date().getUTCHours();
  const found = Object.entries(ZONES).find(([, offset]) => {
    const there = (hour + offset + 24) % 24;
    return there >= 9 && there < 15;
  });
  if (!found) throw new Error('It is day nowhere.');
  return found[0];
}
