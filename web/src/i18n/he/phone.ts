/** On every number that is shown. Numbers come set apart from the sentence's direction. */
export const phone = {
  hidden: "מספר חסוי",
  dial: (phone: string) => `חיוג אל ${phone}`,
  copy: (phone: string) => `העתקת המספר ${phone}`,
  copied: (phone: string) => `המספר ${phone} הועתק`,
};
