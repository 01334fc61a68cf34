/** The style sheet of the page for customers. It stands in the page, and the page's policy names it by its hash. */
export const SHARED_PAGE_STYLE = `
*{box-sizing:border-box}
body{margin:0;overflow-wrap:anywhere;background:#f6f5f2;color:#1f2328;font:1.05rem/1.6 system-ui,-apple-system,"Segoe UI",Arial,sans-serif}
header,main,footer{max-width:48rem;margin-inline:auto;padding:1rem}
header{display:flex;align-items:center;gap:.75rem;font-weight:600}
header img{height:2.5rem;width:auto;max-width:8rem;object-fit:contain}
main{background:#fff;border-radius:1rem;padding:1.25rem}
h1{font-size:1.6rem;line-height:1.3;margin:.25rem 0}
.where{color:#57606a;margin:0 0 1rem}
.price{font-size:1.5rem;font-weight:700;margin:0 0 1rem}
.state{display:inline-block;background:#fff1d6;color:#6a4300;border-radius:999px;padding:.1rem .75rem;font-weight:600}
dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));gap:.75rem;margin:0 0 1rem}
dl div{background:#f6f5f2;border-radius:.75rem;padding:.5rem .75rem}
dt{color:#57606a;font-size:.9rem}dd{margin:0;font-weight:600}
ul.has{display:flex;flex-wrap:wrap;gap:.5rem;list-style:none;margin:0 0 1rem;padding:0}
ul.has li{border:1px solid #d0d7de;border-radius:999px;padding:.1rem .75rem}
.text{white-space:pre-line}
figure{margin:0 0 1rem}
figure img{display:block;width:100%;height:auto;border-radius:.75rem;background:#eaeef2}
.photos{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,18rem),1fr));gap:1rem;margin:0 0 1rem}
.photos figure{margin:0}
a.call bdi{white-space:nowrap}
a.call{display:block;text-align:center;background:#0b5f59;color:#fff;border-radius:.75rem;padding:.9rem;font-weight:700;text-decoration:none;margin-top:1rem}
a.call:focus-visible{outline:3px solid #1f2328;outline-offset:2px}
footer{color:#57606a;font-size:.9rem;text-align:center}
@media (prefers-color-scheme:dark){
body{background:#14171a;color:#e6edf3}main{background:#1d2125}.where,dt,footer{color:#a5b1bd}dl div{background:#272c31}
ul.has li{border-color:#444c56}a.call{background:#7fd6cd;color:#08211f}.state{background:#4a3510;color:#ffe2ad}
a.call:focus-visible{outline-color:#fff}}
`;
