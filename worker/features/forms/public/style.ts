/** The look of the form's page: it stands in it, and the page's policy names it by its hash. */
export const FORM_PAGE_STYLE = `
:root{color-scheme:light dark;--ground:light-dark(#f6f5f1,#131514);--surface:light-dark(#fffefc,#1a1d1b);--ink:light-dark(#1b1f1d,#ecebe5);--soft:light-dark(#4f5651,#b9bdb7);--line:light-dark(#8a867a,#6b736c);--accent:light-dark(#0e5a52,#67bfae);--on-accent:light-dark(#fff,#0b1f1c);--danger:light-dark(#a12a20,#f09a8c);--edge:light-dark(#e2dfd6,#2c312e)}
*{box-sizing:border-box}
body{margin:0;overflow-wrap:anywhere;accent-color:var(--accent);background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,"Segoe UI",Arial,sans-serif}
main{max-width:34rem;margin:0 auto;padding:1.25rem 1rem 3rem}
@media (min-width:48rem){body{padding:2.5rem 1rem}main{padding:2rem 2.25rem 2.25rem;background:var(--surface);border:1px solid var(--edge);border-radius:1rem}}
h1{font-size:1.4rem;line-height:1.25;margin:.25rem 0 .5rem}
.from{color:var(--soft);font-size:.9rem;margin:0}
p,.agree span{white-space:pre-line}
form{display:grid;gap:1rem;margin-top:1.25rem}
label{display:block;font-weight:600;margin-bottom:.25rem;padding:0}
input,select,textarea{width:100%;min-height:3rem;padding:.5rem .75rem;border:1px solid var(--line);border-radius:.5rem;background:var(--surface);color:inherit;font:inherit}
textarea{min-height:6rem;resize:vertical}
select{appearance:none;padding-inline-end:2.5rem;background-image:linear-gradient(45deg,transparent 50%,var(--soft) 50%),linear-gradient(-45deg,transparent 50%,var(--soft) 50%);background-position:left .9rem center,left 1.25rem center;background-size:.35rem .35rem;background-repeat:no-repeat}
[dir=ltr]{text-align:right}
.agree{display:grid;grid-template-columns:auto minmax(0,1fr);gap:.25rem .75rem;align-items:start;font-weight:400}
.agree input{width:1.5rem;min-height:1.5rem;height:1.5rem;margin:0}
.wrong{color:var(--danger);font-size:.9rem;margin:.25rem 0 0}
[aria-invalid=true]{border-color:var(--danger);outline:1px solid var(--danger)}
.notice{border:1px solid var(--danger);border-radius:.5rem;padding:.75rem 1rem;margin:1rem 0 0}
button{min-height:3rem;border:0;border-radius:.5rem;background:var(--accent);color:var(--on-accent);font:inherit;font-weight:600;padding:.5rem 1.5rem}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.trap{position:absolute;inset-inline-start:-200vw;width:1px;height:1px;overflow:hidden}
`;
