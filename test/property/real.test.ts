/** Random histories on real overlay mounts: a few of them; test/system tries more. */
import { describeHistories } from "./real-history.ts";

describeHistories(20);
