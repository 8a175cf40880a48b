'use strict';
/* global process */
// However the process that started us ends, we end with it: no orphans.
process.on('disconnect', () => process.exit(0));
process.channel?.unref();
