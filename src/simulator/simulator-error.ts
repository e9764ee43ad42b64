/**
 * A control of the simulator was used wrongly: an unknown payment, or one that is in no state for it.
 *
 * It tells of the test that uses the simulator, never of the code under test: that one is answered over
 * HTTP, as Khipu would answer.
 */
export class SimulatorError extends Error {
  override readonly name = "SimulatorError";
}
