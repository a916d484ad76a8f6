/** The one user of open mode: whoever sits at this machine. */
export const LOCAL_USER = 'local';
