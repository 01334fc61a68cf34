/** What everybody knows who has read the README. */
export const PUBLISHED_PASSWORD = "demo-password-1";

/** The seeding process says so to the one that started it. */
export const ADMIN_IS_NEW = "The admin is new.";
