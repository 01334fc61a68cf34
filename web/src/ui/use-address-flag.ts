import { useSearchParams } from "react-router";

/** Whether a dialog is open, kept in the address: so a link can open it. The history has no step for it. */
export function useAddressFlag(name: string): [boolean, (isOn: boolean) => void] {
  const [query, setQuery] = useSearchParams();
  const set = (isOn: boolean) =>
    setQuery(
      (before) => {
        const after = new URLSearchParams(before);
        if (isOn) after.set(name, "1");
        else after.delete(name);
        return after;
      },
      { replace: true, preventScrollReset: true },
    );
  return [query.get(name) === "1", set];
}
