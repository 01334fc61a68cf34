/** Times are read at a glance, so minutes and hours above two stand in digits. */
export const time = {
  now: "עכשיו",
  today: "היום",
  yesterday: "אתמול",
  minutesAgo: (n: number) => (n === 1 ? "לפני דקה" : n === 2 ? "לפני שתי דקות" : `לפני ${n} דקות`),
  hoursAgo: (n: number) => (n === 1 ? "לפני שעה" : n === 2 ? "לפני שעתיים" : `לפני ${n} שעות`),
  at: (day: string, clock: string) => `${day} ב־${clock}`,
};
