import type { Task } from './task';

export const TASKS: Record<string, Task> = {};
