import { storeSuite } from "./support/suite.js";

storeSuite("ioredis", { transactional: false });
storeSuite("node-redis", { transactional: false });
