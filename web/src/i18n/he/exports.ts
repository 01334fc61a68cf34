export const exports = {
  button: "שמירה לקובץ",
  saving: "שומר…",
  failed: "הקובץ לא נשמר",
  names: { leads: "לידים", calls: "שיחות", listings: "נכסים" },
  fileName: (name: string, day: string) => `${name} ${day}.csv`,
};
