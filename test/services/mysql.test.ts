import { storeSuite } from "./support/suite.js";

storeSuite("mysql2", { transactional: true });
