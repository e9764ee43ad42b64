import { storeSuite } from "./support/suite.js";

storeSuite("postgres", { transactional: true, locks: true });
