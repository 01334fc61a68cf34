/**
 * Tells password managers whose password is chosen, in forms that do not ask for it
 * (https://www.chromium.org/developers/design-documents/form-styles-that-chromium-understands/).
 */
export const UsernameForManagers = ({ email }: { email: string }) => (
  <input type="text" name="username" autoComplete="username" value={email} readOnly hidden aria-hidden tabIndex={-1} />
);
