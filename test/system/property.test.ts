/** Many random histories on real mounts: what `npm test` tries a few of. */
import { describeHistories } from "../property/real-history.ts";

describeHistories(150);
