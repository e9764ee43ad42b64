import { storeSuite } from "./support/suite.js";

storeSuite("ioredis", { transactional: false, locks: true });
storeSuite("node-redis", { transactional: false, locks: true });
