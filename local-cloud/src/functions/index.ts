export type { FunctionFaults } from './faults';
export type { InvokeRules } from './invoke-rule';
export type * from './options';
export { createFunctions, type FunctionService } from './function-service';
