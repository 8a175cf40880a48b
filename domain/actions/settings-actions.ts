export const settingsActions = {};
