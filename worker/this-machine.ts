/** Names by which a machine calls itself: nobody else comes to an address of one of them. */
const LOCAL = /^(localhost|127\.0\.0\.1|\[::1\])$/;

export const isThisMachine = (url: string): boolean => LOCAL.test(new URL(url).hostname);
