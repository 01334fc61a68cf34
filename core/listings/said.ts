/** Of a home, as it is said everywhere. How a floor is said: the ground floor has no number, and the sign of one below stands before its digits. */
export const floorName = (floor: number): string =>
  floor === 0 ? "קרקע" : floor < 0 ? `\u200e${floor}` : String(floor);

/** "3 מתוך 8", "קרקע מתוך 6"; behind the word for floor. */
export const floorOf = (floor: number, floors: number | null): string =>
  floors === null ? floorName(floor) : `${floorName(floor)} מתוך ${floors}`;

/** "קומה 3 מתוך 8", "קומת קרקע". */
export const floorInWords = (floor: number, floors: number | null): string =>
  `${floor === 0 ? "קומת" : "קומה"} ${floorOf(floor, floors)}`;

/** "חדר אחד", "3.5 חדרים". */
export const roomsInWords = (rooms: number): string =>
  rooms === 1 ? "חדר אחד" : `${rooms.toLocaleString("he-IL")} חדרים`;
