/** Where the files of a fork are listed, and where they are read: the only other sites that a page may ask. */
export const githubApi = 'https://api.github.com';
export const githubFiles = 'https://raw.githubusercontent.com';
