import { counted } from "../plural.ts";

export const calls = {
  title: "שיחות",
  filters: { all: "הכול", live: "על הקו", "call-back": "לחזור ללקוח" },
  filterLabel: "סינון שיחות",
  liveNow: "עכשיו על הקו",
  liveBadge: "שיחה חיה",
  ringing: "מצלצל",
  callBack: "לחזור ללקוח",
  calledBack: "חזרו ללקוח",
  /** Beside the word of the navigation, for who does not see the number. */
  callBacksWaiting: (amount: number, isMore: boolean) =>
    isMore
      ? `יותר מ־${amount} לקוחות ממתינים לחזרה`
      : counted(amount, {
          none: "איש אינו ממתין לחזרה",
          one: "לקוח אחד ממתין לחזרה",
          many: "לקוחות ממתינים לחזרה",
        }),
  markCalledBack: "סימון שחזרתם",
  marked: (caller: string) => `סומן שחזרתם אל ${caller}`,
  unmarked: (caller: string) => `${caller} שוב ברשימת החזרות`,
  markFailed: "הסימון לא הצליח",
  markedMeanwhile: "מישהו אחר שינה את הסימון בינתיים. כאן מופיע מה שנשמר.",
  abandoned: "ניתק בלי לדבר",
  /** Of a call in which something failed. */
  taken: "סוכן קיבל את השיחה",
  /** A badge: some of what the caller said could not be written down. */
  notWrittenDown: "חלק מהדברים לא נרשמו",
  outbound: "שיחה יוצאת",
  hiddenNumber: "מספר חסוי",
  noSummary: "אין סיכום",
  callerSilent: "הלקוח לא אמר דבר",
  summaryPending: "הסיכום בהכנה…",
  waitingForSpeech: "השיחה התחילה, עדיין לא נאמר דבר",
  duration: "משך",
  empty: {
    all: { title: "עדיין אין שיחות", text: "כל שיחה שהעוזר יענה לה תופיע כאן מיד כשהיא מתחילה." },
    live: { title: "אין שיחות כרגע", text: "שיחה חדשה תופיע כאן ברגע שהעוזר עונה, בלי לרענן את הדף." },
    "call-back": { title: "אין למי לחזור", text: "שיחות שנקטעו לפני שהלקוח קיבל מענה יופיעו כאן." },
  },
  narrowing: {
    title: "סינון",
    from: "מיום",
    to: "עד יום",
    outcome: "איך הסתיימה",
    anyOutcome: "כל הדרכים",
    agent: "סוכן מטפל",
    anyAgent: "כל הסוכנים",
    clear: "ניקוי הסינון",
    active: (amount: number) => counted(amount, { none: "", one: "מסנן אחד", many: "מסננים" }),
    empty: { title: "אין שיחות שמתאימות לסינון", text: "אפשר להרחיב את התאריכים, או לנקות את הסינון." },
    /** As a choice of the filter. */
    outcomes: {
      caller_hung_up: "הלקוח ניתק",
      assistant_ended: "העוזר סיים",
      silence: "נסגרה בגלל שקט",
      max_duration: "הגיעה לאורך המרבי",
      handed_off: "הועברה לסוכן",
      failed: "הייתה בה תקלה",
      never_connected: "לא התחברה",
      lost: "הקשר אבד",
    },
  },
  /** An agent who sees only their own: other calls come in, and they do not see them. */
  emptyOwn: {
    all: {
      title: "אין שיחות של הלידים שלכם",
      text: "שיחות של לידים ששויכו אליכם מופיעות כאן. את שאר השיחות רואים מנהלי העסק.",
    },
    live: {
      title: "אף אחד מהלידים שלכם לא על הקו",
      text: "שיחה של ליד ששויך אליכם תופיע כאן ברגע שהעוזר עונה. את שאר השיחות רואים מנהלי העסק.",
    },
    "call-back": {
      title: "אין למי לחזור",
      text: "שיחות של לידים ששויכו אליכם ונקטעו לפני שקיבלו מענה יופיעו כאן.",
    },
  },
  /** Short, for a badge. */
  endReason: {
    caller_hung_up: "הלקוח ניתק",
    assistant_ended: "הסתיימה",
    silence: "נסגרה בגלל שקט",
    max_duration: "הגיעה לאורך המרבי",
    handed_off: "הועברה לסוכן",
    failed: "נכשלה",
    never_connected: "לא התחברה",
    lost: "הקשר אבד",
  },
};

export const call = {
  back: "כל השיחות",
  from: "שיחה מ־",
  startedAt: "התחילה",
  status: "מצב",
  cost: "עלות",
  costDetails: "פירוט העלות",
  model: "מודל",
  /** Each way of counting, with its unit and its price. */
  tokens: (amount: string) => `${amount} טוקנים`,
  perMillion: (price: string) => `${price} למיליון`,
  costOfKind: "עלות",
  rate: (shekels: string, day: string) => `לפי ${shekels} לדולר, שער מ־${day}.`,
  usage: {
    audioIn: "קול נכנס",
    audioInCached: "קול נכנס מהמטמון",
    audioOut: "קול יוצא",
    textIn: "טקסט נכנס",
    textInCached: "טקסט נכנס מהמטמון",
    textOut: "טקסט יוצא",
    transcriptionTokens: "תמלול",
  } as Readonly<Record<string, string>>,
  summary: "סיכום",
  nextAction: "הצעד הבא",
  noSummary: "לשיחה הזאת לא נכתב סיכום.",
  nothingToSumUp: "הלקוח לא אמר דבר בשיחה הזאת, ולכן אין מה לסכם.",
  lead: "הלקוח",
  noLeadYet: "העוזר עדיין לא רשם פרטי לקוח בשיחה הזאת.",
  noLead: "בשיחה הזאת לא נרשמו פרטי לקוח.",
  toLead: "לכרטיס הלקוח",
  makeLead: {
    open: "פתיחת ליד",
    title: "ליד חדש מהשיחה",
    text: "הליד ייפתח עם המספר שממנו התקשרו:",
    textWithheld: "המספר של המתקשר חסוי, ולכן צריך להקליד מספר.",
    name: "שם",
    phone: "טלפון",
    phoneProblem: "זה אינו מספר טלפון שלם.",
    submit: "שמירה",
    submitting: "שומר…",
    done: "הליד נפתח",
  },
  transcript: "תמליל",
  copyTranscript: "העתקת התמליל",
  transcriptCopied: "התמליל הועתק",
  copyLink: "העתקת קישור",
  linkCopied: "הקישור לשיחה הועתק",
  transcriptEmptyLive: "ממתינים למשפט הראשון…",
  transcriptEmpty: "לא נאמר דבר בשיחה הזאת.",
  assistant: "העוזר",
  caller: "הלקוח",
  interrupted: "נקטע",
  heard: (seconds: string) => `נשמעו ${seconds} שנ׳`,
  notHeard: "לא נשמע כלל",
  notWrittenDown: "הלקוח דיבר, אבל הדברים לא נרשמו במילים.",
  jumpToNewest: "למשפט האחרון",
  timeline: "מהלך השיחה",
  timelineCount: (amount: number) =>
    counted(amount, {
      none: "אין אירועים",
      one: "אירוע אחד",
      many: "אירועים",
    }),
  whatToDo: "מה עושים",
  callBackNow: "חיוג ללקוח",
  /** Above the call, with what to do about it. */
  callBackTitle: "צריך לחזור ללקוח",
  whyCallBack: {
    abandoned: "הלקוח ניתק לפני שאמר מה הוא מחפש.",
    unanswered: "השיחה הסתיימה לפני שהלקוח קיבל את מה שביקש.",
    withheld: "המספר חסוי, ואי אפשר להתקשר אליו מכאן.",
  },
  calledBack: (name: string) => `חזרו ללקוח: ${name}`,
  calledBackAt: (when: string) => `סומן ${when}.`,
  undoCalledBack: "ביטול הסימון",
  takenAfterFailure: "התקלה קרתה לפני שסוכן קיבל את השיחה.",
  /** An agent who sees only their own. */
  notYours: {
    title: "השיחה הזאת לא אצלכם",
    text: "היא של ליד שאינו משויך אליכם, או שהקישור אינו נכון. השיחות של הלידים שלכם מופיעות ברשימת השיחות.",
    next: "לשיחות שלי",
  },
  endSentence: {
    caller_hung_up: "הלקוח ניתק את השיחה.",
    assistant_ended: "העוזר נפרד וסיים את השיחה.",
    silence: "לא נשמע איש על הקו, והעוזר סיים את השיחה.",
    max_duration: "השיחה הגיעה לאורך המרבי שנקבע בהגדרות.",
    handed_off: "השיחה הועברה לסוכן.",
    failed: "השיחה נפסקה בגלל תקלה.",
    never_connected: "השיחה לא התחברה לעוזר.",
    lost: "הקשר עם השיחה אבד.",
  },
};

/** What went wrong, why, and what the reader can do about it. */
export const failures = {
  openai_auth: {
    short: "מפתח OpenAI נדחה",
    why: "OpenAI לא קיבלה את מפתח הגישה, או שהמפתח אינו מורשה להשתמש במודל שנבחר.",
    todo: "יש לבדוק את שם המודל בהגדרות העוזר. אם השדה ריק, לפנות לצוות התמיכה: עד שהמפתח יוחלף גם השיחות הבאות ייכשלו.",
  },
  openai_quota: {
    short: "נגמר התקציב ב־OpenAI",
    why: "בחשבון OpenAI לא נותר כסף, ולכן העוזר לא יכול לענות.",
    todo: "יש לטעון את החשבון או להגדיל את התקרה החודשית, ולפנות לצוות התמיכה אם החשבון אינו שלכם. עד אז גם השיחות הבאות ייכשלו.",
  },
  openai_rate_limited: {
    short: "עומס ב־OpenAI",
    why: "היו יותר מדי שיחות בבת אחת בחשבון OpenAI.",
    todo: "בדרך כלל זה חולף תוך דקה. אם זה חוזר בשעות העומס, כדאי לבקש מצוות התמיכה להגדיל את המכסה.",
  },
  openai_server_error: {
    short: "תקלה ב־OpenAI",
    why: "השרתים של OpenAI החזירו שגיאה.",
    todo: "אין מה לתקן אצלכם. כדאי לחזור ללקוח; אם זה נמשך יותר מכמה דקות, לבדוק את דף המצב של OpenAI.",
  },
  openai_refused: {
    short: "OpenAI סירבה לחיבור",
    why: "OpenAI סירבה לפתוח את השיחה, לרוב מפני ששם המודל שגוי או שהמודל הוסר.",
    todo: "יש לבדוק את שם המודל בהגדרות העוזר. שדה ריק מחזיר לברירת המחדל של המערכת.",
  },
  openai_unreachable: {
    short: "OpenAI לא ענתה",
    why: "לא התקבלה תשובה מ־OpenAI בזמן שהלקוח המתין על הקו.",
    todo: "אין מה לתקן אצלכם. כדאי לחזור ללקוח; אם זה נמשך, לפנות לצוות התמיכה.",
  },
  openai_no_audio: {
    short: "העוזר לא השמיע קול",
    why: "החיבור ל־OpenAI הצליח, אבל לא הגיע קול בזמן שנקבע בהגדרות.",
    todo: "אם זה קורה לעיתים קרובות, כדאי לקצר את ההנחיות או להאריך את ההמתנה לקול הראשון בהגדרות העוזר.",
  },
  openai_dropped: {
    short: "החיבור נותק באמצע",
    why: "החיבור ל־OpenAI נותק באמצע השיחה, וכל הניסיונות לחדש אותו לא הצליחו.",
    todo: "אין מה לתקן אצלכם. כל מה שנאמר עד הניתוק נשמר; כדאי לחזור ללקוח.",
  },
  platform_error: {
    short: "תקלה במערכת",
    why: "תקלה אצלנו, לא אצל OpenAI ולא בקו הטלפון, הפסיקה את השיחה.",
    todo: "התקלה נרשמה. כדאי לחזור ללקוח; אם זה קורה שוב, לכתוב לצוות התמיכה עם שעת השיחה.",
  },
};
