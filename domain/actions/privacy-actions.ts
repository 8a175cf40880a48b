export const privacyActions = {};
