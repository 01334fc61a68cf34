/** `GET /api/docs`: Swagger UI, whose files the dashboard's build puts among the static assets. */
const FILES = "/vendor/swagger-ui";

export const API_DOCS_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>AgentLocator API</title>
<link rel="stylesheet" href="${FILES}/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="${FILES}/swagger-ui-bundle.js"></script>
<script src="${FILES}/init.js"></script>
</body>
</html>
`;
