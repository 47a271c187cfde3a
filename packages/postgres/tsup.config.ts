import { oneFilePerSourceWithText } from "../../tsup.config.base.js";

export default oneFilePerSourceWithText(".sql");
