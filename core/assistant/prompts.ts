/**
 * What the model is asked to say at the turns of a call. What stands between «» is to be spoken word for word.
 */
const exactly = (text: string): string => `אמור בדיוק את המשפט הבא, מילה במילה, ושום דבר לפניו או אחריו: «${text}»`;

export const callPrompts = {
  greeting: (text: string): string => exactly(text),
  reprompt: exactly("אתם איתי על הקו?"),
  farewell: exactly("תודה שהתקשרתם, יום טוב ולהתראות."),
  timeUp: exactly("הזמן שלנו לשיחה הזאת נגמר. מישהו מהמשרד יחזור אליכם להמשך. תודה ולהתראות."),
  resumed:
    "השיחה נותקה לרגע מסיבה טכנית וחודשה עכשיו. התנצל במשפט קצר אחד והמשך בדיוק מהמקום שבו עצרתם. אל תברך שוב לשלום ואל תציג את עצמך שוב.",
  connecting: exactly("אני מעביר אתכם עכשיו לאדם מהמשרד. רק רגע בבקשה."),
  goOn: "הפונה אמר מילה קצרה ולא ביקש לעצור. המשך בדיוק מהמקום שבו המשפט נקטע, בלי לחזור על מה שכבר נאמר.",
  aloud: "ענה עכשיו לפונה בקול, במשפט קצר אחד.",
  keys: (digits: string): string => `[הוקש במקשי הטלפון: ${digits}]`,
  noKeys: "[לא הוקש דבר במקשי הטלפון]",
} as const;

/** What Twilio's own voice says when the model cannot speak. */
export const spokenFallback = {
  apology: "מצטערים, יש לנו תקלה רגעית ולא נוכל להמשיך בשיחה.",
  connecting: "אני מעביר אתכם עכשיו לנציג מהמשרד.",
  /** To the person who is rung, before the caller is put through. */
  offer: "יש על הקו לקוח של המשרד שביקש לדבר עם אדם. כדי לקבל את השיחה, הקישו 1.",
  callBack: "מישהו מהמשרד יחזור אליכם בהקדם. תודה ולהתראות.",
  tryLater: "מצטערים, יש לנו תקלה רגעית. אפשר להתקשר שוב בעוד כמה דקות. תודה ולהתראות.",
  unavailable: "מצטערים, המספר שחייגתם אינו פעיל כרגע. תודה ולהתראות.",
} as const;
