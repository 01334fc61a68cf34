// Starts Swagger UI on the page of /api/docs; a file of its own because the page's policy allows no inline script.
window.addEventListener("load", () => {
  window.SwaggerUIBundle({ url: "/api/openapi.json", dom_id: "#swagger-ui", deepLinking: true });
});
