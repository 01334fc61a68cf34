/** Times are read at a glance, so minutes and hours stand in digits. */
export const time = {
  now: "לפני פחות מדקה",
  today: "היום",
  yesterday: "אתמול",
  minutesAgo: (n: number) => (n === 1 ? "לפני דקה" : `לפני ${n} דקות`),
  hoursAgo: (n: number) => (n === 1 ? "לפני שעה" : `לפני ${n} שעות`),
  at: (day: string, clock: string) => `${day} ב־${clock}`,
};
