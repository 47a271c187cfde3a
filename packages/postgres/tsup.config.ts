import { oneFilePerSource } from "../../tsup.config.base.js";

export default oneFilePerSource({ loader: { ".sql": "text" } });
