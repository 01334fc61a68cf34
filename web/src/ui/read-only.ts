import { createContext } from "react";

/** Around fields that can be read and copied and not changed, for as long as it is so. What they show stays as it is. */
export const ReadOnlyFields = createContext(false);
