/** Stands before everything else: zod would try whether it may compile code, which the page's policy forbids and reports. */
import { config } from "zod";

config({ jitless: true });
